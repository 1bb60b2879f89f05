/** What a platform asks of a customer: whom to trust, what to read, what the role is called. */
export interface Preset<StreamId extends string = string> {
  /** Equal to the file name. */
  readonly id: string;
  readonly title: string;
  /** Documentation the preset follows. */
  readonly source: string;
  /** Name of the role, one for the whole organisation. */
  readonly roleName: string;
  readonly trust: { readonly principal: 'account'; readonly externalId: 'required' };
  /** Streams to read. */
  readonly streams: readonly StreamId[] | 'all';
  /** AWS managed policies that are attached beside the computed one. */
  readonly managedPolicies: readonly 'SecurityAudit'[];
}

/**
 * Declares a preset over the streams of a catalogue. A stream that is not in the catalogue is a compile error.
 * @param _services the services whose ids are the streams
 */
export function definePreset<const Id extends string>(_services: readonly { readonly id: Id }[], preset: Preset<NoInfer<Id>>): Preset<Id> {
  return preset;
}
