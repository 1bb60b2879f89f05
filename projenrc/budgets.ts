import { awscdk, JsonFile } from 'projen';

/** The budgets of the design as lint rules: lines of a file, lines of a function. Tests are free. */
export function budgets(project: awscdk.AwsCdkConstructLibrary) {
  const lines = (max: number) => ['error', { max, skipBlankLines: true, skipComments: true }];
  project.eslint?.addRules({
    '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreStrings: true, ignoreComments: true }],
    'max-lines': lines(300),
    'max-lines-per-function': lines(50),
  });
  project.eslint?.addOverride({ files: ['src/catalogue/**'], rules: { 'max-lines': lines(400), 'max-lines-per-function': ['off'] } });
  project.eslint?.addOverride({ files: ['src/handlers/*.lambda.ts'], rules: { 'max-lines': lines(40) } });
  project.eslint?.addOverride({ files: ['test/**'], rules: { 'max-lines': ['off'], 'max-lines-per-function': ['off'], '@stylistic/max-len': ['off'] } });
  // The examples import the package by its name, as a reader would; tsc resolves it.
  project.eslint?.addOverride({ files: ['examples/**'], rules: { 'import/no-unresolved': ['off'] } });
  for (const folder of ['bench', 'emulator', 'examples', 'integ']) {
    new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] } });
    project.eslint?.addLintPattern(folder);
  }
}
