export { useMyCvs } from './api'
export { MyCvs } from './mine/my-cvs'
