"""Conditions of templates that ask for the account, the Region or the partition: ministack knows parameters only."""

from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import changesets, engine, handlers, stacks


def install():
    """Give the conditions the pseudo parameters beside those of the template."""
    evaluate = engine._evaluate_conditions

    def evaluate_with_pseudo_parameters(template, parameters):
        return evaluate(template, {**_pseudo_parameters(), **parameters})

    for module in (changesets, engine, handlers, stacks):
        module._evaluate_conditions = evaluate_with_pseudo_parameters


def _pseudo_parameters():
    values = {"AWS::AccountId": get_account_id(), "AWS::Region": get_region(), "AWS::Partition": "aws",
              "AWS::URLSuffix": "amazonaws.com"}
    return {name: {"Value": value} for name, value in values.items()}
