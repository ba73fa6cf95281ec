export { sharingHandlers } from './sharing.routes.ts'
export { set as setVisibility } from './visibility.service.ts'
export { share as shareResume } from './shares.service.ts'
