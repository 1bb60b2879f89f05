import { awscdk, JsonFile } from 'projen';

/** The budgets of the design as lint rules: lines of a file, lines of a function. Tests are free. */
export function budgets(project: awscdk.AwsCdkConstructLibrary) {
  const eslint = project.eslint!;
  const lines = (max: number) => ['error', { max, skipBlankLines: true, skipComments: true }];
  eslint.addRules({
    '@stylistic/max-len': ['error', { code: 160, ignoreUrls: true, ignoreTemplateLiterals: true, ignoreStrings: true, ignoreComments: true }],
    'max-lines': lines(300),
    'max-lines-per-function': lines(50),
  });
  eslint.addOverride({ files: ['src/catalogue/**'], rules: { 'max-lines': lines(400), 'max-lines-per-function': ['off'] } });
  eslint.addOverride({ files: ['src/handlers/*.lambda.ts'], rules: { 'max-lines': lines(40) } });
  eslint.addOverride({ files: ['test/**'], rules: { 'max-lines': ['off'], 'max-lines-per-function': ['off'], '@stylistic/max-len': ['off'] } });
  // The examples import the package by its name, as a reader would; tsc resolves it.
  eslint.addOverride({ files: ['examples/**'], rules: { 'import/no-unresolved': ['off'] } });
  for (const folder of ['bench', 'emulator', 'examples', 'integ']) {
    new JsonFile(project, `${folder}/tsconfig.json`, { obj: { extends: '../test/tsconfig.json', include: ['**/*.ts'] } });
    eslint.addLintPattern(folder);
  }
  typedRules(project);
}

/** The two rules that need types: in ESLint they take minutes and gigabytes, so a linter that has TypeScript's own compiler asks them. */
function typedRules(project: awscdk.AwsCdkConstructLibrary) {
  const eslint = project.eslint!;
  eslint.addRules({ '@typescript-eslint/no-floating-promises': ['off'], '@typescript-eslint/return-await': ['off'] });
  delete eslint.config.parserOptions.projectService;
  new JsonFile(project, '.oxlintrc.json', {
    marker: false,
    obj: {
      plugins: ['typescript'],
      categories: { correctness: 'off' },
      rules: { 'typescript/no-floating-promises': 'error', 'typescript/return-await': 'error' },
    },
  });
  const task = project.addTask('lint:types', { description: 'Lint with the rules that need types', exec: 'oxlint --type-aware src test bench emulator examples integ projenrc' });
  project.testTask.spawn(task);
}
