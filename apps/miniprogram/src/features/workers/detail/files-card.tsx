import { Image, View } from '@tarojs/components'
import { PAPERS } from '@qingpin/contract/attachments/attachments.rules'
import { can } from '@qingpin/contract/core/policy'
import { FILE_TYPES, type FileType } from '@qingpin/contract/attachments/attachments.enums'
import { go } from '@/app/pages'
import { useAccount } from '@/app/session'
import { mediaUrl } from '@/platform/api-address'
import { Card } from '@/ui/card'
import { Icon } from '@/ui/icon'
import type { ResumeDetail } from '../api'
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

/** The files of each kind, one line with the missing kinds, and a link to all. */
export function FilesCard({ resume }: { readonly resume: ResumeDetail }) {
  const account = useAccount()
  const mayEdit = account !== undefined && can(account.role, 'resume:edit')
  const files = filesOf(resume)
  const there = FILE_TYPES.filter(({ value }) => files[value].length > 0)
  const missing = FILE_TYPES.filter(({ value }) => files[value].length === 0)
  const open = { text: '查看和上传', onTap: () => go('workerPapers', { id: resume.id }) }
  return (
    <Card title="照片与文件" more={mayEdit ? open : undefined}>
      {there.map(({ value, label }) => (
        <View className="rd-files" key={value}>
          <View className="rd-files__title">
            {label}，{files[value].length}份
          </View>
          <View className="rd-files__line">
            {files[value].map((file, index) => (
              <Thumb key={file.id} file={file} paper={PAPERS.includes(value)} label={`${label}第${index + 1}份`} />
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

interface ThumbProps {
  readonly file: File
  readonly paper: boolean
  readonly label: string
}

function Thumb({ file: { thumbnailUrl, url, mimetype }, paper, label }: ThumbProps) {
  const picture = mimetype.startsWith('image/')
  // Pictures on other hosts have no thumbnail and are loaded only where files are opened on purpose.
  const shown = thumbnailUrl ?? (/^\/(?!\/)/.test(url) ? url : undefined)
  if (picture && !paper && shown) {
    return <Image className="rd-files__thumb" src={mediaUrl(shown)} mode="aspectFill" lazyLoad ariaLabel={label} />
  }
  return (
    <View className="rd-files__thumb" ariaLabel={label}>
      <Icon name={paper ? 'lock' : picture ? 'image' : mimetype.startsWith('video/') ? 'video' : 'doc'} />
    </View>
  )
}
