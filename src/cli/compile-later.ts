import { setFlagsFromString } from 'node:v8';

/**
 * Has V8 make optimised code of a function only after it has run about eight times as long as by default. A command that is over in a second
 * otherwise spends half of its CPU on code that it does not come to use; what goes on for long is optimised all the same.
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export const compileLater = (): void => setFlagsFromString('--interrupt-budget=1000000');
