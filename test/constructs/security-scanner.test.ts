import { Template } from 'aws-cdk-lib/assertions';
import { App, Stack } from 'aws-cdk-lib/core';
import { nag } from './nag';
import { SecurityScanner, type SecurityScannerProps } from '../../src';

const env = { account: '111111111111', region: 'eu-central-1' };
function make(props: SecurityScannerProps | ((stack: Stack) => SecurityScannerProps) = {}) {
  const stack = new Stack(new App({ analyticsReporting: false }), 'Stack', { env });
  const scanner = new SecurityScanner(stack, 'Scanner', typeof props === 'function' ? props(stack) : props);
  return { stack, scanner, get template() { return Template.fromStack(stack); } };
}

test('cdk-nag finds nothing', () => {
  const { stack } = make();
  expect(nag(stack)).toEqual([]);
});
