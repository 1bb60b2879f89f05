/** The cluster that an instance of Amazon RDS is a member of; undefined where it is of none. Identifiers are unique within a Region only. */
export const clusterOf = <C extends { readonly DBClusterIdentifier?: string; readonly region: string }>(
  instance: { readonly DBClusterIdentifier?: string; readonly region: string }, clusters: () => readonly C[],
): C | undefined => instance.DBClusterIdentifier === undefined ? undefined
  : clusters().find(({ DBClusterIdentifier, region }) => DBClusterIdentifier === instance.DBClusterIdentifier && region === instance.region);
