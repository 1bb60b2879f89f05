// Forms of keys and tokens, and a URL with a password that is not a variable.
const KNOWN = [
  /\b(AKIA|ASIA)[A-Z2-7]{16}\b/, /-----BEGIN [A-Z ]*PRIVATE KEY/,
  /\bgh[pousr]_\w{36}/, /\bgithub_pat_\w{22}/, /\bglpat-[\w-]{20}/, /\bxox[abeoprs]-[\w-]{10}/,
  /\b[rs]k_live_\w{20}/, /\bAIza[\w-]{35}\b/, /\bnpm_\w{36}\b/, /\bSG\.[\w-]{20,}\.[\w-]{20}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./, /^[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:(?!\$\{)[^/\s@]{3,}@/i,
];

const SECRET_NAME = /passw(or)?d|passphrase|(^|_)(pwd|secret|token)s?($|_)|secret_?(access_?)?key|(api|private|access|auth|encryption|signing)_?keys?$/i;
// Where a secret lies, how it is called and how it is handled is none.
const ABOUT_SECRETS = /_(arn|name|id|path|file|url|uri|ttl|expiry|expiration|policy|length|enabled|type|region|version|provider|prefix)$/i;
const NO_SECRET = /^(arn:|\/|\$\{|\{\{resolve:)|^(true|false|yes|no|none|null|\d{1,4})?$/i;

const words = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/[.-]/g, '_');

/** Whether an environment variable holds a secret, by the form of its value, or by its name where the value is not a reference to one. */
export function holdsSecret(name = '', value = ''): boolean {
  if (KNOWN.some((form) => form.test(value))) return true;
  return SECRET_NAME.test(words(name)) && !ABOUT_SECRETS.test(words(name)) && !NO_SECRET.test(value.trim());
}
