/** Text from AWS without what would steer a terminal, or turn the direction of text. */
export const clean = (value: string): string => value.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
