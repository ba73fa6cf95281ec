export {
  countTexts,
  type Decided,
  type Decision,
  decideText,
  forgetTexts,
  hiddenTexts,
  listTexts,
  moderateFields,
  type OnRefused,
  persistUnjudged,
  type Moderate,
  type ModeratedFields,
  moderationQueue,
  type Unjudged,
} from './moderation.service.ts'
export { HIDDEN_STATES } from './moderation.rules.ts'
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
