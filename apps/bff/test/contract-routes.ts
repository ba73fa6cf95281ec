import { contract } from '@qingpin/contract/contract'
import type { Route } from '@qingpin/contract/core/define'

export interface NamedRoute {
  /** As in `POST /api/auth/login`. */
  label: string
  method: string
  route: Route
}

/** Every route of the contract: what is generated from this list covers a new route the day it is declared. */
export const ALL_ROUTES: readonly NamedRoute[] = Object.values(contract)
  .flatMap((routes) => Object.values(routes) as Route[])
  .map((route) => ({
    label: `${route.method.toUpperCase()} ${route.path}`,
    method: route.method.toUpperCase(),
    route,
  }))

export const bodyOf = (route: Route) => ('body' in route ? route.body : undefined)
export const takesKey = (route: Route): boolean => 'idempotent' in route && route.idempotent === 'key'
/** The address of a route, with this value for each of its parameters. */
export const pathWith = (route: Route, value: string): string => route.path.replace(/\{\w+\}/g, value)
