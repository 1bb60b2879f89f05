import { awscdk, github, JsonPatch } from 'projen';

/** What the workflows need beside what projen writes. */
export function publishing(project: awscdk.AwsCdkConstructLibrary) {
  // The client's default, which needs no naming.
  project.github!.tryFindWorkflow('release')!.file!.patch(JsonPatch.remove('/jobs/release_npm/steps/9/env/NPM_REGISTRY'));

  const languages = project.github!.addWorkflow('languages');
  languages.on({ pullRequest: {}, push: { branches: ['main'] } });
  languages.addJob('languages', {
    runsOn: ['ubuntu-latest'],
    permissions: { contents: github.workflows.JobPermission.READ },
    env: { CI: 'true' },
    steps: [
      { uses: 'actions/checkout@v4' },
      { uses: 'actions/setup-node@v4', with: { 'node-version': '24.x' } },
      { uses: 'actions/setup-python@v5', with: { 'python-version': '3.x' } },
      { uses: 'actions/setup-java@v4', with: { 'distribution': 'temurin', 'java-version': '17' } },
      { uses: 'actions/setup-go@v5', with: { 'go-version': 'stable', 'cache': false } },
      { uses: 'actions/setup-dotnet@v4', with: { 'dotnet-version': '8.x' } },
      { run: 'npm ci' },
      { run: 'npx projen compile' },
      { run: 'npx projen languages python java go csharp' },
    ],
  });
}
