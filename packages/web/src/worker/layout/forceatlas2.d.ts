/** The inner step of graphology's ForceAtlas2, which works on bare matrices and needs no graph. */
declare module "graphology-layout-forceatlas2/iterate.js" {
  interface Settings {
    readonly linLogMode: boolean;
    readonly outboundAttractionDistribution: boolean;
    readonly adjustSizes: boolean;
    readonly edgeWeightInfluence: number;
    readonly scalingRatio: number;
    readonly strongGravityMode: boolean;
    readonly gravity: number;
    readonly slowDown: number;
    readonly barnesHutOptimize: boolean;
    readonly barnesHutTheta: number;
  }
  /** Ten numbers a node (x, y, and eight of its own), three an edge (offset of each end in the nodes, weight). Moves the nodes in place. */
  export default function iterate(settings: Settings, nodes: Float32Array, edges: Float32Array): void;
}
