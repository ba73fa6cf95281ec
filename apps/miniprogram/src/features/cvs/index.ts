export { useMyCvs } from './api'
export { useOpenCv } from './mine/use-open-cv'
export { MyCvs } from './mine/my-cvs'
