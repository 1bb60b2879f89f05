import { ScannerStream } from './scanner-stream';
import { presets } from '../catalogue/presets';
import { presetFrom } from '../derive/own-preset';
import { chosenStreams, type Preset } from '../derive/preset';

/** What another platform than those of this package asks of a customer. */
export interface ScannerPresetProps {
  /** In kebab-case. */
  readonly id: string;
  /** Name of the platform. */
  readonly title: string;
  /** Name of the role, one for the whole organisation. */
  readonly roleName: string;

  /**
   * IAM actions that the platform's calls need. Those that return customer data are withheld from the role, see `withheldActions`.
   */
  readonly actions: string[];

  /**
   * ARN with which the platform enters: the root of its account, or a role.
   *
   * @default - each customer is told an account id, and gives it as `trustedAccountId`
   */
  readonly principalArn?: string;

  /**
   * Whether the platform asks for the AWS managed policy SecurityAudit.
   *
   * @default false
   */
  readonly securityAudit?: boolean;

  /**
   * Address of the platform's document.
   *
   * @default - none
   */
  readonly source?: string;
}

/** What a platform asks of a customer: whom to trust, what to read, what things are called. See docs/reference/presets. */
export class ScannerPreset {
  /** AQtive Guard. */
  public static readonly AQTIVE_GUARD = ScannerPreset.of('aqtive-guard');
  /** Cyscale. */
  public static readonly CYSCALE = ScannerPreset.of('cyscale');
  /** FortiCNAPP (Lacework). */
  public static readonly FORTICNAPP = ScannerPreset.of('forticnapp');
  /** JupiterOne. */
  public static readonly JUPITERONE = ScannerPreset.of('jupiterone');
  /** cdk-security-scanner. */
  public static readonly SECURITY_SCANNER = ScannerPreset.of('security-scanner');
  /** Zscaler Unified Vulnerability Management. */
  public static readonly ZSCALER_UVM = ScannerPreset.of('zscaler-uvm');

  /**
   * A preset by its id.
   *
   * @param id an id of docs/reference/presets, such as `jupiterone`
   */
  public static of(id: string): ScannerPreset {
    const preset = presets.find((each) => each.id === id);
    if (!preset) throw new Error(`Unknown preset '${id}'. Presets: ${presets.map((each) => each.id).join(', ')}.`);
    return new ScannerPreset(preset);
  }

  /** A preset of another platform. */
  public static define(props: ScannerPresetProps): ScannerPreset {
    return new ScannerPreset(presetFrom(props));
  }

  /** Id of the preset. */
  public readonly id: string;

  private constructor(/** @internal */ public readonly _preset: Preset) {
    this.id = _preset.id;
  }

  /**
   * Streams of the preset, for a role or a user of your own.
   *
   * @param ids ids of docs/reference/presets; none for all that any account can answer
   */
  public streams(...ids: string[]): ScannerStream[] {
    const chosen = chosenStreams(this._preset, ids.length > 0 ? ids : undefined);
    return chosen.filter(({ managementAccount }) => ids.length > 0 || !managementAccount).map(ScannerStream._of);
  }
}
