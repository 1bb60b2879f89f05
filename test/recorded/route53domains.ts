import { recorded } from './recorded';

const contact = { FirstName: 'not', LastName: 'stored', Email: 'not-stored@example.com' };

export const route53domains = recorded<typeof import('@aws-sdk/client-route-53-domains')>({
  ListDomains: { Domains: [{ DomainName: 'example.com', AutoRenew: true, TransferLock: true, Expiry: new Date('2027-05-01T00:00:00Z') }] },
  GetDomainDetail: {
    DomainName: 'example.com',
    Nameservers: [{ Name: 'ns-1.awsdns-01.org' }, { Name: 'ns-2.awsdns-02.com' }],
    AutoRenew: true,
    AdminContact: contact,
    RegistrantContact: contact,
    TechContact: contact,
    AdminPrivacy: true,
    RegistrantPrivacy: true,
    TechPrivacy: true,
    RegistrarName: 'Amazon Registrar, Inc.',
    CreationDate: new Date('2020-05-01T00:00:00Z'),
    UpdatedDate: new Date('2026-04-01T00:00:00Z'),
    ExpirationDate: new Date('2027-05-01T00:00:00Z'),
    StatusList: ['clientTransferProhibited'],
    DnssecKeys: [{ Algorithm: 13, Flags: 257, PublicKey: 'oJMRESz5E4gYzS==', KeyTag: 2371 }],
  },
  ListTagsForDomain: { TagList: [{ Key: 'team', Value: 'orders' }] },
});
