import { contract } from '@qingpin/contract/contract'
import type { Route } from '@qingpin/contract/core/define'
import type { Feature } from '@qingpin/contract/feature-map'

export interface NamedRoute {
  feature: Feature
  /** As in `POST /api/auth/login`. */
  label: string
  method: string
  route: Route
}

/** Every route of the contract: what is generated from this list covers a new route the day it is declared. */
export const ALL_ROUTES: readonly NamedRoute[] = Object.entries(contract).flatMap(([feature, routes]) =>
  (Object.values(routes) as Route[]).map((route) => ({
    feature: feature as Feature,
    label: `${route.method.toUpperCase()} ${route.path}`,
    method: route.method.toUpperCase(),
    route,
  })),
)

export const bodyOf = (route: Route) => ('body' in route ? route.body : undefined)
export const takesKey = (route: Route): boolean => 'idempotent' in route && route.idempotent === 'key'
/** The address of a route, with this value for each of its parameters. */
export const pathWith = (route: Route, value: string): string => route.path.replace(/\{\w+\}/g, value)
