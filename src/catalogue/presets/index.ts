// ~~ Generated from the folder listing by projenrc/barrels.ts. To modify, add or remove a file and run "npx projen".
import { aqtiveGuard } from './aqtive-guard';
import { cyscale } from './cyscale';
import { forticnapp } from './forticnapp';
import { jupiterone } from './jupiterone';
import { securityScanner } from './security-scanner';
import { zscalerUvm } from './zscaler-uvm';

/** Every file of `src/catalogue/presets`, in the order of their names. */
export const presets = [
  aqtiveGuard,
  cyscale,
  forticnapp,
  jupiterone,
  securityScanner,
  zscalerUvm,
];