import type { ProwlerCheck } from './model/frameworks';

/** Questions of frameworks that no API answers, by the check of Prowler that asks them, with why a person has to. */
export const unanswered: Readonly<Partial<Record<ProwlerCheck, string>>> = {
  account_maintain_current_contact_details: 'The API returns the contact details of the account; only a person knows whether they are current.',
  ec2_launch_template_no_public_ip: 'The versions of a launch template are only returned with their user data, which the scanner is denied.',
  organizations_delegated_administrators: 'The API lists the delegated administrators; only the owner knows whom the organisation trusts.',
  account_security_questions_are_registered_in_the_aws_account: 'No API tells whether the security questions of the account are answered: the console of the root user shows it.',
};
