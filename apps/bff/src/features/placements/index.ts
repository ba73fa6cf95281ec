export {
  contractEndOf,
  endPlacementOf,
  isPlaced,
  movePlacements,
  placedFrom,
  type PlacedCustomers,
} from './placements.service.ts'
export type { NamedCustomer } from './placements.view.ts'
export { placementGroups } from './today.service.ts'
