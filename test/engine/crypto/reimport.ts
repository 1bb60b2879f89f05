import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { prepareEnvironment } from '../../../emulator/virtual-environment';

const packages = { name: 'cyclonedx-python-lib', requirements: join(__dirname, '..', '..', 'cyclonedx-requirements.txt'), contents: 'cyclonedx-python-lib (about 5 seconds)' };

/** Bills as another library of CycloneDX read them, and wrote them again. Installs it on first use. */
export async function reimported<T>(files: readonly string[]): Promise<T[]> {
  const interpreter = await prepareEnvironment(undefined, packages);
  const output = execFileSync(interpreter, [join(__dirname, 'reimport.py'), ...files], { encoding: 'utf8', maxBuffer: 1e8 });
  return output.trim().split('\n').map((line) => JSON.parse(line) as T);
}
