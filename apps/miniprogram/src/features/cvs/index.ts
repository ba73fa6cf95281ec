export { MyCvs } from './mine/my-cvs'
