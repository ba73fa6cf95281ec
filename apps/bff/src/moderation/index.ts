export {
  countTexts,
  type Decided,
  type Decision,
  decideText,
  forgetTexts,
  listTexts,
  moderateFields,
  type OnRefused,
  persistUnjudged,
  type Moderate,
  type ModeratedFields,
  moderationQueue,
  type Unjudged,
  unjudgedTexts,
} from './moderation.service.ts'
export { OPEN_STATES } from './moderation.rules.ts'
export type { CheckedPictureRow } from './pictures.repo.ts'
export {
  applyVerdict,
  checkPicture,
  countPictures,
  decidePicture,
  forgetPicture,
  listPictures,
  pictureQueue,
  waitingPicture,
} from './pictures.service.ts'
