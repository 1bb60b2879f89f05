/** Tactics of ATT&CK for cloud platforms, in the order in which an attack goes: https://attack.mitre.org/matrices/enterprise/cloud/ */
export const tactics = [
  'Reconnaissance', 'Resource Development', 'Initial Access', 'Execution', 'Persistence', 'Privilege Escalation', 'Defense Evasion', 'Credential Access', 'Discovery',
  'Lateral Movement', 'Collection', 'Command and Control', 'Exfiltration', 'Impact',
] as const;
export type Tactic = typeof tactics[number];

/** Techniques by the tactic they serve; of several tactics the one that a call in CloudTrail most likely tells of. */
const TECHNIQUES: Readonly<Record<Tactic, readonly string[]>> = {
  'Reconnaissance': ['T1592', 'T1595', 'T1589', 'T1590'],
  'Resource Development': ['T1583', 'T1584', 'T1586', 'T1608'],
  'Initial Access': ['T1078', 'T1190', 'T1199', 'T1566', 'T1195', 'T1133'],
  'Execution': ['T1059', 'T1204', 'T1651', 'T1648', 'T1610', 'T1609', 'T1053', 'T1569'],
  'Persistence': ['T1098', 'T1136', 'T1525', 'T1546', 'T1505', 'T1671', 'T1137', 'T1037'],
  'Privilege Escalation': ['T1548', 'T1068', 'T1484', 'T1611'],
  'Defense Evasion': ['T1562', 'T1578', 'T1535', 'T1070', 'T1656', 'T1564', 'T1027', 'T1666', 'T1685', 'T1686', 'T1036', 'T1599', 'T1600'],
  'Credential Access': ['T1110', 'T1552', 'T1555', 'T1556', 'T1606', 'T1621', 'T1528', 'T1539', 'T1040', 'T1003', 'T1649', 'T1212'],
  'Discovery': ['T1580', 'T1526', 'T1087', 'T1069', 'T1613', 'T1619', 'T1046', 'T1518', 'T1538', 'T1082', 'T1016', 'T1018', 'T1049', 'T1201', 'T1083', 'T1654', 'T1614', 'T1033'],
  'Lateral Movement': ['T1550', 'T1021', 'T1534', 'T1072', 'T1080', 'T1563', 'T1210'],
  'Collection': ['T1530', 'T1213', 'T1005', 'T1074', 'T1119', 'T1114', 'T1560'],
  'Command and Control': ['T1071', 'T1090', 'T1102', 'T1105', 'T1572'],
  'Exfiltration': ['T1537', 'T1567', 'T1048', 'T1020', 'T1041', 'T1029', 'T1030'],
  'Impact': ['T1485', 'T1486', 'T1490', 'T1491', 'T1496', 'T1498', 'T1499', 'T1531', 'T1489', 'T1565', 'T1561', 'T1657'],
};

const byTechnique = new Map(tactics.flatMap((tactic) => TECHNIQUES[tactic].map((technique) => [technique, tactic] as const)));

/** Tactic of a technique or sub-technique; undefined for one that is not known here. */
export const tacticOf = (technique: string): Tactic | undefined => byTechnique.get(technique.slice(0, 'T0000'.length));

/** Tactics of techniques, each once, in the order of an attack. */
export function tacticsOf(techniques: readonly string[]): Tactic[] {
  const found = new Set(techniques.map(tacticOf));
  return tactics.filter((tactic) => found.has(tactic));
}
