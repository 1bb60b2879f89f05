export * from './constructs/imported-scanner-role';
export * from './constructs/org-deployment-options';
export * from './constructs/org-stack-set-deployment';
export * from './constructs/read-only-scanner-role';
export * from './constructs/scanner-external-id';
export * from './constructs/scanner-grant';
export * from './constructs/scanner-stream';
export * from './constructs/scanner-trust';
