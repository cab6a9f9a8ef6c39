'use server';

import { action } from '@/lib/platform/action';
import * as photos from './keep-photo';

export const removePhoto = action(photos.removePhoto);
