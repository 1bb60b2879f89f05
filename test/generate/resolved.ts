/** A template's value with the parameters and the account filled in, as CloudFormation would for the functions that the templates of this package use. */
export function resolved(value: unknown, parameters: Readonly<Record<string, string>>, accountId = '111122223333'): unknown {
  const known: Record<string, unknown> = {
    'AWS::Partition': 'aws',
    'AWS::AccountId': accountId,
    'AWS::Region': 'us-east-1',
    'AWS::URLSuffix': 'amazonaws.com',
    ...Object.fromEntries(Object.entries(parameters).map(([name, text]) => [name, name.endsWith('Arns') ? text.split(',') : text])),
  };
  const of = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map(of);
    if (typeof each !== 'object' || each === null) return each;
    const { Ref, 'Fn::Join': join } = each as { 'Ref'?: string; 'Fn::Join'?: [string, unknown[]] };
    if (Ref !== undefined) return known[Ref] ?? `<${Ref}>`;
    if (join !== undefined) return (of(join[1]) as unknown[]).map(String).join(join[0]);
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [key, of(inner)]));
  };
  return of(value);
}
