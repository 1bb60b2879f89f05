/**
 * Calls that end by an error when a signal is aborted, with one listener for all of them: the SDK adds one for each attempt.
 * @returns the call, or a failure with the reason of the signal
 */
export function untilAborted(signal: AbortSignal | undefined): <T>(call: () => Promise<T>) => Promise<T> {
  if (!signal) return (call) => call();
  const waiting = new Set<(reason: unknown) => void>();
  signal.addEventListener('abort', () => waiting.forEach((fail) => fail(signal.reason)), { once: true });
  return (call) => new Promise((succeed, fail) => {
    signal.throwIfAborted();
    waiting.add(fail);
    call().then(succeed, fail).finally(() => waiting.delete(fail));
  });
}
