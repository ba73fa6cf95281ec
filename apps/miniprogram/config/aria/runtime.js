import { mergeInternalComponents } from '@tarojs/shared'
import labels from './labels'

mergeInternalComponents(labels)
