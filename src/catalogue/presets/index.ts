// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { securityScanner } from './security-scanner';

/** Every file of `src/catalogue/presets`, in the order of their names. */
export const presets = [
  securityScanner,
];