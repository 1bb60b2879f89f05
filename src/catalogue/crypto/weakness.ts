import { parseCertificate, pemBlocks } from './certificate';
import { strengthOf, type Algorithm } from './strength';

const isWeak = (algorithm: Algorithm) => strengthOf(algorithm).status === 'disallowed';

/** What of a certificate in PEM is too weak by SP 800-131A: its key, its signature; undefined where nothing is, or the text is no certificate. */
export function weaknessOf(pem: string | undefined): string | undefined {
  const [text] = pemBlocks(pem);
  if (text === undefined) return undefined;
  try {
    const { publicKey, signature } = parseCertificate(text);
    return [publicKey, signature].filter(isWeak).map(({ name }) => name).join(' and ') || undefined;
  } catch {
    return undefined;
  }
}

/** Why a quantum computer is a danger to an algorithm, and what takes its place; undefined where it is none. */
export function quantumRisk(algorithm: Algorithm): string | undefined {
  const { quantumVulnerable, deprecatedAfter, disallowedAfter, migration } = strengthOf(algorithm);
  if (!quantumVulnerable) return undefined;
  const end = [deprecatedAfter && `deprecated after ${deprecatedAfter}`, disallowedAfter && `disallowed after ${disallowedAfter}`].filter(Boolean).join(', ');
  return `${algorithm.name} is broken by quantum computers: ${end}; ${migration} takes its place`;
}
