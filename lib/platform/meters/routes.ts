import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Histogram } from './histogram';

export const requestKinds = ['read', 'nav', 'write'] as const;
/** `nav` is a page asked for within the app, `write` whatever isn't GET. */
export type RequestKind = (typeof requestKinds)[number];

/** What was measured of one pattern of addresses and one kind since the process began. */
export class RouteMeter {
  readonly times = new Histogram();
  /** Answers of 500 and above. */
  errors = 0;
  /** Answers of 429. */
  limited = 0;

  constructor(
    readonly pattern: string,
    readonly kind: RequestKind,
  ) {}
}

type Manifest = {
  staticRoutes: { page: string }[];
  dynamicRoutes: { page: string; regex: string }[];
};
type Route = { pattern: string; meters: Partial<Record<RequestKind, RouteMeter>> };

/** What no page is at. */
const nowhere = 'other';

/**
 * The patterns of addresses that the build has, such as `/bookings/[id]`. Only they name what is measured, so that no
 * caller can make a name up; whatever else is asked for is `other`.
 */
export class Routes {
  private readonly exact = new Map<string, Route>();
  /** By the first part of the path, so that an address is held against the few that it can be. */
  private readonly patterns = new Map<string, { route: Route; form: RegExp }[]>();
  private readonly other: Route = { pattern: nowhere, meters: {} };

  constructor({ staticRoutes, dynamicRoutes }: Manifest) {
    for (const { page } of staticRoutes)
      if (!page.startsWith('/_')) this.exact.set(page, { pattern: page, meters: {} });
    for (const { page, regex } of dynamicRoutes) {
      const first = firstPart(page);
      const found = this.patterns.get(first) ?? [];
      this.patterns.set(first, [...found, { route: { pattern: page, meters: {} }, form: new RegExp(regex) }]);
    }
  }

  patternOf(path: string): string {
    return this.routeOf(path).pattern;
  }

  private routeOf(path: string): Route {
    return (
      this.exact.get(path) ??
      this.patterns.get(firstPart(path))?.find(({ form }) => form.test(path))?.route ??
      this.other
    );
  }

  meterOf(path: string, kind: RequestKind): RouteMeter {
    const route = this.routeOf(path);
    route.meters[kind] ??= new RouteMeter(route.pattern, kind);
    return route.meters[kind];
  }

  /** Those that were asked for since the process began. */
  meters(): RouteMeter[] {
    const routes = [
      ...this.exact.values(),
      ...[...this.patterns.values()].flat().map(({ route }) => route),
      this.other,
    ];
    return routes.flatMap(({ meters }) => Object.values(meters));
  }
}

/** Of addresses of data the part that says which: `/api/v1/bookings` and `/bookings` have one each. */
function firstPart(path: string): string {
  const at = path.startsWith('/api/v1/') ? '/api/v1/'.length : 1;
  const end = path.indexOf('/', at);
  return path.slice(0, end === -1 ? path.length : end);
}

/** The patterns of the build in this folder; none in development, where there is no such list. */
export function readRoutes(distDir: string): Routes {
  const manifest = join(distDir, 'routes-manifest.json');
  if (!existsSync(manifest)) return new Routes({ staticRoutes: [], dynamicRoutes: [] });
  return new Routes(JSON.parse(readFileSync(manifest, 'utf8')) as Manifest);
}
