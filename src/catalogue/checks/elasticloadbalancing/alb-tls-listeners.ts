import { defineCheck } from '../../model/check';
import { elasticloadbalancing } from '../../services/elasticloadbalancing';

interface Action { readonly Type?: string; readonly RedirectConfig?: { readonly Protocol?: string } }

// `#{protocol}`, which stays with HTTP, is what a redirect does unless told otherwise.
const leadsToHttps = ({ Type, RedirectConfig }: Action) => Type === 'redirect' && RedirectConfig?.Protocol?.toUpperCase() === 'HTTPS';

const http = { Protocol: 'HTTP' as const, Port: 80, CertificateArns: [], Rules: [] };
const action = (Type: 'forward' | 'redirect' | 'fixed-response', Protocol?: string) => ({ Type, AuthenticateOidcConfig: undefined, RedirectConfig: Protocol ? { Protocol, StatusCode: 'HTTP_301' as const } : undefined });

/** AWS FSBP ELB.1; a rule that forwards is looked at like the default action: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html */
export const albTlsListeners = defineCheck(elasticloadbalancing, {
  id: 'alb-tls-listeners',
  entity: 'aws_alb',
  severity: 'medium',
  title: 'Application load balancers listen with HTTPS, and HTTP leads there',
  why: 'Passwords, session cookies and data can be read and changed on the way.',
  needs: [elasticloadbalancing.need('DescribeListeners'), elasticloadbalancing.need('DescribeRules')],
  remedy: {
    cli: "aws elbv2 modify-listener --listener-arn <arn> --default-actions 'Type=redirect,RedirectConfig={Protocol=HTTPS,Port=443,StatusCode=HTTP_301}'",
    cdk: 'balancer.addRedirect() // from HTTP 80 to HTTPS 443',
  },
  prowler: ['elbv2_ssl_listeners'],
  fails: ({ Listeners }) => {
    const clear = Listeners.filter(({ Protocol }) => Protocol === 'HTTP').flatMap(({ Port, DefaultActions = [], Rules }) => {
      const forwards = Rules.filter(({ IsDefault, Actions = [] }) => !IsDefault && Actions.some(({ Type }) => Type === 'forward'));
      if (DefaultActions.some(leadsToHttps) && forwards.length === 0) return [];
      const actions = DefaultActions.map(({ Type, RedirectConfig }) => Type === 'redirect' ? `redirect to ${RedirectConfig?.Protocol ?? '#{protocol}'}` : Type).join(' and ');
      return [`HTTP on ${Port}: its default action is ${actions || 'not set'}${forwards.length > 0 ? `, and ${forwards.length} rule(s) forward` : ''}`];
    });
    return clear.length > 0 ? clear.join('; ') : undefined;
  },
  examples: {
    pass: [
      { entity: { Listeners: [{ ...http, Protocol: 'HTTPS', DefaultActions: [action('forward')] }] } },
      { entity: { Listeners: [{ ...http, DefaultActions: [action('redirect', 'HTTPS')] }] } },
      { entity: { Listeners: [] } },
    ],
    fail: [
      { entity: { Listeners: [{ ...http, DefaultActions: [action('forward')] }] } },
      { entity: { Listeners: [{ ...http, DefaultActions: [action('redirect', 'HTTP')] }] } },
      { entity: { Listeners: [{ ...http, DefaultActions: [action('redirect', '#{protocol}')] }] } },
      { entity: { Listeners: [{ ...http, DefaultActions: [action('redirect', 'HTTPS')], Rules: [{ IsDefault: false, Actions: [action('forward')] }] }] } },
    ],
  },
});
