import type { Picture, PictureNode } from '../../access/picture';

/** A node at its place, in units of the drawing. */
export interface Placed extends PictureNode { readonly x: number; readonly y: number }

/** The nodes at their places, and how large the drawing is. */
export interface Layout { readonly nodes: ReadonlyMap<string, Placed>; readonly width: number; readonly height: number }

/** Size of a node, and the room around it. */
export const box = { width: 216, height: 40, across: 90, down: 14, margin: 16 } as const;

const SWEEPS = 4;

/** Steps from each node to where its paths end. */
function depths({ nodes, edges }: Picture): Map<string, number> {
  const into = new Map<string, string[]>();
  const leaving = new Set<string>();
  for (const { from, to } of edges) {
    if (from === to) continue;
    into.set(to, [...into.get(to) ?? [], from]);
    leaving.add(from);
  }
  const depth = new Map(nodes.filter(({ id }) => !leaving.has(id)).map(({ id }) => [id, 0]));
  const queue = [...depth.keys()];
  for (const id of queue) {
    for (const from of into.get(id) ?? []) {
      if (depth.has(from)) continue;
      depth.set(from, depth.get(id)! + 1);
      queue.push(from);
    }
  }
  return depth;
}

/** The nodes in columns, those that lead on to the same place beside each other: each column is ordered by the mean place of its neighbours. */
function columnsOf(picture: Picture): string[][] {
  const depth = depths(picture);
  const columns: string[][] = [];
  for (const { id } of picture.nodes) (columns[depth.get(id) ?? 0] ??= []).push(id);
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of picture.edges) for (const [one, other] of [[from, to], [to, from]]) neighbours.set(one, [...neighbours.get(one) ?? [], other]);
  const place = new Map<string, number>();
  const settle = (column: readonly string[]) => column.forEach((id, at) => place.set(id, at - column.length / 2));
  columns.forEach(settle);
  const mean = (id: string) => {
    const places = (neighbours.get(id) ?? []).flatMap((other) => place.get(other) ?? []);
    return places.length === 0 ? 0 : places.reduce((sum, each) => sum + each, 0) / places.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const column of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      const wanted = new Map(column.map((id) => [id, mean(id)]));
      column.sort((a, b) => wanted.get(a)! - wanted.get(b)! || (a < b ? -1 : 1));
      settle(column);
    }
  }
  return columns;
}

/** Lays the picture out: where paths end on the right, each step a column further to the left. */
export function layOut(picture: Picture): Layout {
  const columns = columnsOf(picture);
  const rows = Math.max(1, ...columns.map(({ length }) => length));
  const height = rows * (box.height + box.down) - box.down + 2 * box.margin;
  const width = columns.length * (box.width + box.across) - box.across + 2 * box.margin;
  const byId = new Map(picture.nodes.map((node) => [node.id, node]));
  const nodes = new Map<string, Placed>();
  for (const [depth, column] of columns.entries()) {
    const top = (height - column.length * (box.height + box.down) + box.down) / 2;
    const x = box.margin + (columns.length - 1 - depth) * (box.width + box.across);
    for (const [at, id] of column.entries()) nodes.set(id, { ...byId.get(id)!, x, y: top + at * (box.height + box.down) });
  }
  return { nodes, width, height };
}
