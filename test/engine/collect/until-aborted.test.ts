import { untilAborted } from '../../../src/engine/collect/until-aborted';

const never = () => new Promise<never>(() => undefined);

test('calls under way end by the reason of the signal, one listener for all of them', async () => {
  const stop = new AbortController();
  const listening = jest.spyOn(stop.signal, 'addEventListener');
  const within = untilAborted(stop.signal);
  const calls = [within(never), within(never)];
  stop.abort(new Error('enough'));
  expect((await Promise.allSettled(calls)).map((call) => call.status === 'rejected' && (call.reason as Error).message)).toEqual(['enough', 'enough']);
  expect(listening).toHaveBeenCalledTimes(1);
});

test('no call begins afterwards', async () => {
  const call = jest.fn(never);
  await expect(untilAborted(AbortSignal.abort(new Error('enough')))(call)).rejects.toThrow('enough');
  expect(call).not.toHaveBeenCalled();
});

test('what ends by itself ends as it did', async () => {
  const within = untilAborted(new AbortController().signal);
  expect(await within(async () => 'done')).toBe('done');
  await expect(within(async () => { throw new Error('no'); })).rejects.toThrow('no');
});
