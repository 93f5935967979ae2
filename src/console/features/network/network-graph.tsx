import { useEffect, useRef } from 'react';
import cytoscape, { type Core, type LayoutOptions, type StylesheetStyle } from 'cytoscape';
import { fontFamily, palette } from '../../app/theme.js';
import { kindColours, type LayoutName } from './kinds.js';
import type { Graph } from './use-network.js';

// Cytoscape takes names of fonts in double quotes only.
const font = fontFamily.replaceAll("'", '"');

const style: StylesheetStyle[] = [
  {
    selector: 'node',
    style: {
      label: 'data(label)',
      'font-family': font,
      'font-size': 12,
      color: palette.text,
      'text-valign': 'bottom',
      'text-margin-y': 4,
      'text-wrap': 'wrap',
      'text-overflow-wrap': 'anywhere',
      'text-max-width': '96px',
      'text-background-color': '#ffffff',
      'text-background-opacity': 0.85,
      'background-color': palette.accent,
      width: 26,
      height: 26,
    },
  },
  { selector: 'node[kind = "body"]', style: { shape: 'round-rectangle' } },
  {
    selector: 'node[type = "party"]',
    style: { 'background-color': palette.accentSoft, 'border-width': 2, 'border-color': palette.accent },
  },
  { selector: 'node[?masked]', style: { 'background-color': '#c9d1d5' } },
  { selector: 'node[?root]', style: { 'border-width': 4, 'border-color': '#c08a3e', width: 34, height: 34 } },
  { selector: 'node:selected', style: { 'overlay-color': palette.accent, 'overlay-opacity': 0.2 } },
  {
    selector: 'edge',
    style: {
      width: 1.5,
      'line-color': 'data(colour)',
      'target-arrow-color': 'data(colour)',
      'target-arrow-shape': 'triangle',
      'curve-style': 'bezier',
      label: 'data(label)',
      'font-size': 10,
      'font-family': font,
      color: palette.textSecondary,
      'text-background-color': '#ffffff',
      'text-background-opacity': 0.85,
      'text-rotation': 'autorotate',
      // Letters nobody can read only hide the lines.
      'min-zoomed-font-size': 7,
    },
  },
  { selector: 'edge[?shared]', style: { 'line-style': 'dashed', 'target-arrow-shape': 'none' } },
  { selector: 'edge[?path]', style: { width: 4 } },
];

/**
 * The graph on canvas. Cytoscape would put a style element into the page, which the content security policy forbids:
 * an element of the same id keeps it from doing so, and the rule stands in network.css.
 */
export function NetworkGraph(props: {
  graph: Graph;
  root: string | undefined;
  layout: LayoutName;
  selected: string | undefined;
  onPath: ReadonlySet<string>;
  label: string;
  nodeLabel: (node: Graph['nodes'][number]) => string;
  edgeLabel: (edge: Graph['edges'][number]) => string;
  onSelect: (id: string) => void;
}) {
  const { graph, root, layout, selected, onPath, nodeLabel, edgeLabel, onSelect } = props;
  const element = useRef<HTMLDivElement>(null);
  const core = useRef<Core | null>(null);
  const choose = useRef(onSelect);
  useEffect(() => {
    choose.current = onSelect;
  }, [onSelect]);

  useEffect(() => {
    if (!element.current) return undefined;
    const made = cytoscape({ container: element.current, style, minZoom: 0.2, maxZoom: 3 });
    made.on('tap', 'node', (event) => choose.current(String(event.target.id())));
    core.current = made;
    // Another panel beside it makes the canvas narrower: all of the graph stays in sight.
    const observer = new ResizeObserver(() => made.resize().fit(undefined, 30));
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      made.destroy();
      core.current = null;
    };
  }, []);

  useEffect(() => {
    const made = core.current;
    if (!made) return;
    const wanted = [
      ...graph.nodes.map((node) => ({
        group: 'nodes' as const,
        data: { ...node, label: nodeLabel(node), root: node.id === root },
      })),
      ...graph.edges.map((edge) => ({
        group: 'edges' as const,
        data: {
          id: edge.id,
          source: edge.from,
          target: edge.to,
          label: edgeLabel(edge),
          colour: kindColours[edge.kind] ?? palette.neutral,
          shared: edge.kind.startsWith('shared'),
          path: onPath.has(edge.id),
        },
      })),
    ];
    made.batch(() => {
      const ids = new Set(wanted.map(({ data }) => data.id));
      made
        .elements()
        .filter((one) => !ids.has(one.id()))
        .remove();
      for (const one of wanted) {
        const there = made.getElementById(one.data.id);
        if (there.empty()) made.add(one);
        else there.data(one.data);
      }
    });
    // The more there are around one, the longer the lines, or names lie upon each other.
    const length = 70 + 5 * Math.min(graph.nodes.length, 30);
    made
      .layout({
        name: layout,
        animate: false,
        padding: 30,
        ...(layout === 'cose'
          ? { idealEdgeLength: () => length, nodeOverlap: 40, nodeRepulsion: () => 40 * length ** 2 }
          : {}),
        ...(layout === 'concentric' ? { minNodeSpacing: 80 } : {}),
      } as LayoutOptions)
      .run();
  }, [graph, root, layout, onPath, nodeLabel, edgeLabel]);

  useEffect(() => {
    core.current?.elements().unselect();
    if (selected) core.current?.getElementById(selected).select();
  }, [selected, graph]);

  return (
    <>
      <span id="__________cytoscape_stylesheet" hidden />
      <div ref={element} className="network-graph" role="img" aria-label={props.label} />
    </>
  );
}
