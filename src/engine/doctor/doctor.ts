import type { Examined } from './contract';
import { examine } from './examine';
import { readIntegration, type Request } from './integration';

/** Reads a deployed integration and looks at every link of it. */
export async function diagnose(request: Request): Promise<Examined[]> {
  const integration = await readIntegration(request);
  try {
    return await examine(integration);
  } finally {
    integration.close();
  }
}
