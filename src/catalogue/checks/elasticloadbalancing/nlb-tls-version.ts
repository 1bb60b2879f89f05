import { balancerTlsCheck } from '../../balancer-tls';

/** Of listeners with TLS. */
export const nlbTlsVersion = balancerTlsCheck({
  id: 'nlb-tls-version', entity: 'aws_nlb', title: 'Network load balancers accept TLS 1.2 and newer only', protocol: 'TLS',
});
