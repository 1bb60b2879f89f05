import { awscdk } from 'projen';

/** Tasks for the snapshots of integ/: checked without an account; `integ:snapshot` accepts a change without deploying it. */
export function integ(project: awscdk.AwsCdkConstructLibrary) {
  const options = {
    // Without the two AWS_ variables the runner waits for the metadata service of an instance.
    env: { AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true', TS_NODE_TRANSPILE_ONLY: '1' },
    receiveArgs: true,
  };
  const runner = 'integ-runner --directory integ --language typescript';
  const check = project.addTask('integ', { ...options, exec: `${runner} $@` });
  const snapshot = project.addTask('integ:snapshot', { ...options, exec: `${runner} --update-on-failed --dry-run --disable-update-workflow $@` });
  // The metadata holds stack traces with paths of the machine: the check wants the files, not what they say.
  snapshot.execArgs(['sh', '-c', 'cd integ && for f in *.snapshot/*.metadata.json; do echo "{}" > "$f"; done && rm -rf *.snapshot/asset.* *.snapshot/tree.json']);
  project.addTask('integ:deploy', { receiveArgs: true, exec: `${runner} --update-on-failed $@` });
  project.testTask.spawn(check);
  project.gitignore.exclude('integ/**/asset.*', 'integ/**/tree.json', 'integ/**/cdk-integ.out.*', '/cdk.out/');
}
