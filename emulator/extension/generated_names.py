"""Names that CloudFormation generates, other ones in each account and Region: roles and buckets are of no Region."""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners


def install():
    """Let the account and the Region take part in the suffix of a name."""
    generate = provisioners._physical_name

    def physical_name(stack_name, logical_id, *, seeded=True, **options):
        replacement = provisioners._NAME_SEED.get() if seeded else ""
        token = provisioners._NAME_SEED.set(f"{get_account_id()}:{get_region()}:{replacement}")
        try:
            return generate(stack_name, logical_id, **options)
        finally:
            provisioners._NAME_SEED.reset(token)

    provisioners._physical_name = physical_name
