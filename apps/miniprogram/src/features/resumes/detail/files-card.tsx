import { View } from '@tarojs/components'
import { FILE_TYPES, type FileType } from '@qingpin/contract/resumes/resumes.enums'
import { mediaUrl } from '@/platform/api-address'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import { Portrait } from '@/ui/portrait'
import type { ResumeDetail } from '../staff/api'
import './files-card.scss'
import './lines.scss'

type File = ResumeDetail['personalPhoto'][number]

const filesOf = (resume: ResumeDetail): Record<FileType, readonly File[]> => {
  const one = (file: File | null) => (file ? [file] : [])
  return {
    idCardFront: one(resume.idCardFront),
    idCardBack: one(resume.idCardBack),
    personalPhoto: resume.personalPhoto,
    certificate: resume.certificates,
    medicalReport: resume.reports,
    selfIntroductionVideo: one(resume.selfIntroductionVideo),
    confinementMealPhoto: resume.confinementMealPhotos,
    cookingPhoto: resume.cookingPhotos,
    complementaryFoodPhoto: resume.complementaryFoodPhotos,
    positiveReviewPhoto: resume.positiveReviewPhotos,
    uniformPhoto: one(resume.uniformPhoto),
  }
}

/** What is there of each kind, and in one line what is not. */
export function FilesCard({ resume }: { readonly resume: ResumeDetail }) {
  const files = filesOf(resume)
  const there = FILE_TYPES.filter(({ value }) => files[value].length > 0)
  const missing = FILE_TYPES.filter(({ value }) => files[value].length === 0)
  return (
    <Card title="照片与文件">
      {there.map(({ value, label }) => (
        <View className="rd-files" key={value}>
          <View className="rd-files__title">
            {label}，{files[value].length}份
          </View>
          <View className="rd-files__line">
            {files[value].map((file, index) => (
              <Thumb key={file.url} file={file} label={`${label}第${index + 1}份`} />
            ))}
          </View>
        </View>
      ))}
      {missing.length > 0 ? (
        <View className="rd-missing">还没有：{missing.map(({ label }) => label).join('、')}</View>
      ) : null}
    </Card>
  )
}

function Thumb({ file, label }: { readonly file: File; readonly label: string }) {
  if (file.mimetype.startsWith('image/')) {
    return <Portrait size="s" src={mediaUrl(file.url)} label={label} />
  }
  return (
    <View className="rd-files__thumb" ariaLabel={label}>
      <Icon name={file.mimetype.startsWith('video/') ? 'video' : 'doc'} />
    </View>
  )
}
