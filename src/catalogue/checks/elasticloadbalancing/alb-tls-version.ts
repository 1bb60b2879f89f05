import { balancerTlsCheck } from '../../balancer-tls';

/** Of listeners with HTTPS. */
export const albTlsVersion = balancerTlsCheck({
  id: 'alb-tls-version', entity: 'aws_alb', title: 'Application load balancers accept TLS 1.2 and newer only', protocol: 'HTTPS',
});
