// The journeys in WebKit.
import { journeys } from './journeys.mjs';
import * as driver from './webdriver.mjs';

journeys('WebKit', driver);
