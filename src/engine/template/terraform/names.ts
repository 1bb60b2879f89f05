/** A name as Terraform's users write it: `RoleARN` becomes `role_arn`. */
export function snake(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').replace(/\W+/g, '_');
  const lower = words.toLowerCase().replace(/_+/g, '_').replace(/^_|_$/g, '');
  return /^[a-z]/.test(lower) ? lower : `r_${lower}`;
}

/** Gives each thing a name of its own. */
export class Names {
  private readonly taken = new Set<string>();

  /** A name like the wanted one, that nothing of that kind has yet. */
  unique(kind: string, wanted: string): string {
    let name = wanted;
    for (let at = 2; this.taken.has(`${kind}.${name}`); at++) name = `${wanted}_${at}`;
    this.taken.add(`${kind}.${name}`);
    return name;
  }
}
