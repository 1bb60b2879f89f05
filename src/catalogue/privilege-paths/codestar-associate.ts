import { definePrivilegePath } from '../model/privilege-path';

/** Become owner of a new CodeStar project: owner policy of the project on itself. */
export const codestarAssociate = definePrivilegePath({
  id: 'codestar-associate',
  title: 'Become owner of a new CodeStar project',
  category: 'self-escalation',
  requires: [
    { action: 'codestar:CreateProject', on: '*' },
    { action: 'codestar:AssociateTeamMember', on: 'existing:codestar-project' },
  ],
  gains: 'resource',
  endOfLife: 'CodeStar projects closed July 2024',
});
