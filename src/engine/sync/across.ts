import { ACROSS, linksAcross, type NamesOfAccount } from '../graph/across';
import type { Lake } from '../store/lake';
import { readText, type ObjectStore } from '../store/objects';

const keyOf = (accountId: string) => `accounts/${accountId}.names.json`;
const NAMES = /^accounts\/(\d{12})\.names\.json$/;

/** The accounts that the lake has a graph of, in the order of their ids. */
export async function linkedAccounts(store: ObjectStore): Promise<string[]> {
  return (await store.list('accounts/')).flatMap((key) => NAMES.exec(key)?.[1] ?? []);
}

/** Notes what the other accounts need to know of the names of one. */
export async function noteNames(store: ObjectStore, names: NamesOfAccount): Promise<void> {
  await store.write(keyOf(names.accountId), JSON.stringify(names));
}

/** What was noted, account by account. */
async function* noted(store: ObjectStore, accounts: readonly string[]): AsyncIterable<NamesOfAccount> {
  for (const accountId of accounts) {
    const text = await readText(store, keyOf(accountId));
    // Earlier versions noted names alone.
    if (text !== undefined) yield { aliases: [], leaving: [], ...JSON.parse(text) as Pick<NamesOfAccount, 'accountId' | 'named' | 'wanted'> };
  }
}

/**
 * Links the accounts of the lake with each other by names and aliases, from what their analyses noted: each in a partition of its own.
 * @returns how many relationships each of the accounts holds
 */
export async function linkAccounts(lake: Lake): Promise<ReadonlyMap<string, number>> {
  const accounts = await linkedAccounts(lake.objects);
  const links = await linksAcross(() => noted(lake.objects, accounts));
  for (const [account, rows] of links) await lake.writeUnit({ account, region: 'global', service: ACROSS }, true, rows);
  return new Map([...links].map(([account, { relationships }]) => [account, relationships.length]));
}
