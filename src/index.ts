export * from './constructs/org-stack-set-deployment';
export * from './constructs/read-only-scanner-role';
export * from './constructs/scanner-stream';
