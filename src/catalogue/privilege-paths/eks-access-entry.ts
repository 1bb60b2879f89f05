import { definePrivilegePath } from '../model/privilege-path';

/** Let itself into a Kubernetes cluster as administrator: cluster administrator, then roles of pods and nodes. */
export const eksAccessEntry = definePrivilegePath({
  id: 'eks-access-entry',
  title: 'Let itself into a Kubernetes cluster as administrator',
  category: 'principal-access',
  requires: [
    { action: 'eks:CreateAccessEntry', on: 'existing:eks-cluster' },
    { action: 'eks:AssociateAccessPolicy', on: 'existing:eks-cluster' },
  ],
  gains: 'resource',
  unseen: ['cluster authentication mode API or API_AND_CONFIG_MAP'],
});
