import { runCommand } from './run';
import { addDoctor } from '../../src/cli/doctor';

const doctor = (...args: string[]) => runCommand(addDoctor, 'doctor', ...args);

let region: string | undefined;
beforeAll(() => { region = process.env.AWS_REGION; delete process.env.AWS_REGION; delete process.env.AWS_DEFAULT_REGION; });
afterAll(() => { if (region !== undefined) process.env.AWS_REGION = region; });

test.each<[string, string[], RegExp]>([
  ['nothing to look at', ['--regions', 'us-east-1'], /Nothing to look at was named: give a preset \(aqtive-guard, .*--stack, --stack-set or --rule/],
  ['no Region', ['--stack', 'S'], /No Region given/],
  ['a Region that is none', ['--stack', 'S', '--regions', 'us-east'], /'us-east' is not an AWS Region/],
  ['an unknown preset', ['nobody', '--regions', 'us-east-1'], /'nobody' is not a preset: aqtive-guard/],
  ['a platform that is no account', ['--stack', 'S', '--regions', 'us-east-1', '--platform', 'them'], /'them' is not an account id of 12 digits or the ARN of a role/],
  ['a yes to nothing', ['--stack', 'S', '--regions', 'us-east-1', '--yes'], /--yes says yes to what --fix would do/],
  ['a repair without anybody to ask', ['--stack', 'S', '--regions', 'us-east-1', '--fix'], /there is no terminal: add --yes/],
])('%s is wrong input', async (_, args, message) => {
  const { code, err } = await doctor(...args);
  expect([code, message.test(err)]).toEqual([2, true]);
});
