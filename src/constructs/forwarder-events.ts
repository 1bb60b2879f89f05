import { changePatterns, type DetailPattern } from '../derive/event-patterns';
import { servicesOf } from '../derive/streams';
import { assertDetailPattern } from './private/forwarder-pattern';
import type { ScannerStream } from './scanner-stream';

/** Which events of CloudTrail are forwarded. */
export class ForwarderEvents {
  /**
   * The events that change what a scanner reads: the change events of its catalogue, each from its own service.
   *
   * @param streams the parts of the inventory; none for everything this package knows
   */
  public static changes(...streams: ScannerStream[]): ForwarderEvents {
    return new ForwarderEvents(changePatterns(servicesOf(streams.length > 0 ? streams.map(({ id }) => id) : undefined)));
  }

  /**
   * Every event of some services.
   *
   * @param eventSources `eventSource` of their events, such as `kms.amazonaws.com`
   */
  public static services(...eventSources: string[]): ForwarderEvents {
    const wrong = eventSources.find((source) => !/^[a-z0-9.-]+\.amazonaws\.com$/.test(source));
    if (eventSources.length === 0 || wrong !== undefined) {
      throw new Error(`eventSources must name services as CloudTrail does, such as kms.amazonaws.com, got ${wrong === undefined ? 'none' : `'${wrong}'`}.`);
    }
    return new ForwarderEvents([{ eventSource: eventSources }]);
  }

  /** Every management event. */
  public static all(): ForwarderEvents {
    return new ForwarderEvents([]);
  }

  /**
   * Events whose `detail` matches one of the patterns. Patterns that are too long for one rule are spread over several: an event that matches
   * patterns in two of them comes twice.
   *
   * @param patterns event patterns of `detail`, as in `{ eventSource: ['s3.amazonaws.com'], eventName: [{ prefix: 'PutBucket' }] }`
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
   */
  public static matching(...patterns: { [field: string]: any }[]): ForwarderEvents {
    if (patterns.length === 0) throw new Error('Give at least one event pattern, got none; ForwarderEvents.all() is every management event.');
    patterns.forEach(assertDetailPattern);
    return new ForwarderEvents(patterns);
  }

  private constructor(/** @internal */ public readonly _patterns: readonly DetailPattern[]) {}
}
