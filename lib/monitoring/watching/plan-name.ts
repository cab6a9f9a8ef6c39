type Node = {
  'Node Type'?: string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Function Name'?: string;
  'Total Cost'?: number;
  Plans?: Node[];
};

const mostSteps = 3;
const mostText = 400;

/** The steps of a plan that look something up, the dearest first: "Index Scan using bookings_list on bookings". */
export function planName(explained: unknown): string | null {
  const [first] = Array.isArray(explained) ? explained : [];
  const root = (first as { Plan?: Node } | undefined)?.Plan;
  if (!root) return null;
  const steps = nodesOf(root).filter(
    (node) => node['Relation Name'] || node['Index Name'] || node['Function Name'],
  );
  const dearest = steps.sort((one, other) => (other['Total Cost'] ?? 0) - (one['Total Cost'] ?? 0));
  const words = [...new Set(dearest.map(wordsOf))].slice(0, mostSteps);
  return (words.join('; ') || (root['Node Type'] ?? null))?.slice(0, mostText) ?? null;
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

function wordsOf(node: Node): string {
  const using = node['Index Name'] ? ` using ${node['Index Name']}` : '';
  const on = node['Relation Name'] ?? node['Function Name'];
  return `${node['Node Type']}${using}${on ? ` on ${on}` : ''}`;
}
